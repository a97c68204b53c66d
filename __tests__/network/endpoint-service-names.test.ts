import { ENDPOINT_SERVICE_NAMES, isEndpointServiceName } from "../../modules/network/endpoint-service-names";
import { synthesized } from "./fixture";

// AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink".
test.each([
  "secretsmanager",
  "execute-api",
  "apigateway",
  "appconfigdata-fips",
  "appmesh-envoy-management",
  "account",
  "kms-fips",
  "ecr.dkr",
])("%s is the last part of the name of an endpoint service of AWS", (name) => expect(isEndpointServiceName(name)).toBe(true));

// The same page: com.amazonaws.iam has no region in it, and qbusiness another beginning.
test.each(["iam", "qbusiness", "secretmanager", "-fips", ""])("'%s' isn't", (name) => expect(isEndpointServiceName(name)).toBe(false));

test("the names are sorted, each of them once", () => {
  expect(ENDPOINT_SERVICE_NAMES).toEqual([...new Set(ENDPOINT_SERVICE_NAMES)].sort());
});

test("a service of AWS that is too new to be known is given by its full name", () => {
  const endpoint = { name: "newservice", serviceName: "com.amazonaws.eu-central-1.newservice", privateDnsEnabled: true };
  const endpoints = Object.values(synthesized({ interfaceEndpoints: [endpoint] }).resources("aws_vpc_endpoint"));
  expect(endpoints).toContainEqual(
    expect.objectContaining({ service_name: "com.amazonaws.eu-central-1.newservice", private_dns_enabled: true }),
  );
});
