import { Resources, ask, open } from "./fixture";

const SHUT: Resources = { aws_security_group: { Shut: { vpc_id: "${aws_vpc.Vpc.id}" } } };
const SHUT_ID = "${aws_security_group.Shut.id}";
const SERVER_GROUP = "${aws_security_group.ServerGroup.id}";
const OPEN = open("ClientGroup", "ServerGroup");
const ENDPOINT = {
  vpc_id: "${aws_vpc.Vpc.id}",
  vpc_endpoint_type: "Interface",
  service_name: "com.amazonaws.eu-central-1.kms",
  security_group_ids: [SHUT_ID],
};

// Terraform, aws_network_interface_sg_attachment and aws_vpc_endpoint_security_group_association: each adds a group to those that are there.
test.each<[string, Resources]>([
  [
    "an interface",
    {
      aws_network_interface: { Host: { subnet_id: "${aws_subnet.B.id}", security_groups: [SHUT_ID] } },
      aws_network_interface_sg_attachment: {
        Attached: { security_group_id: SERVER_GROUP, network_interface_id: "${aws_network_interface.Host.id}" },
      },
    },
  ],
  [
    "an instance by its primary interface",
    {
      aws_instance: { Host: { subnet_id: "${aws_subnet.B.id}", vpc_security_group_ids: [SHUT_ID] } },
      aws_network_interface_sg_attachment: {
        Attached: { security_group_id: SERVER_GROUP, network_interface_id: "${aws_instance.Host.primary_network_interface_id}" },
      },
    },
  ],
  [
    "an endpoint",
    {
      aws_vpc_endpoint: { Host: { ...ENDPOINT, subnet_ids: ["${aws_subnet.B.id}"] } },
      aws_vpc_endpoint_security_group_association: {
        Attached: { security_group_id: SERVER_GROUP, vpc_endpoint_id: "${aws_vpc_endpoint.Host.id}" },
      },
    },
  ],
])("a security group that is attached to %s is one of its groups", (_, resources) => {
  expect(ask([OPEN, SHUT, resources], { to: "Host" }).verdict).toBe("allowed");
});

// Terraform, aws_vpc_endpoint_subnet_association.
test("an endpoint is in the subnets that are associated with it", () => {
  const resources: Resources = {
    aws_vpc_endpoint: { Host: { ...ENDPOINT, security_group_ids: [SERVER_GROUP] } },
    aws_vpc_endpoint_subnet_association: {
      Associated: { subnet_id: "${aws_subnet.B.id}", vpc_endpoint_id: "${aws_vpc_endpoint.Host.id}" },
    },
  };
  expect(ask([OPEN, resources], { to: "Host" }).verdict).toBe("allowed");
});
