import { Token } from "cdktf";
import { database, synthesized } from "./fixture";

const ENDPOINT = "aws_rds_cluster_endpoint";

describe("custom endpoints", () => {
  const customEndpoints = { reports: { members: ["reports"] }, all: { type: "ANY", members: ["main", "a"] } } as const;
  const props = { readers: { a: {}, reports: {} }, customEndpoints };

  test("reach readers by their names, and never the writer, by default", () => {
    expect(synthesized(props).resource(ENDPOINT, "Database_Endpoints_reports")).toMatchObject({
      cluster_endpoint_identifier: "trading-test-database-reports",
      custom_endpoint_type: "READER",
      static_members: [expect.stringMatching(/Database_Instances_reports/)],
    });
  });

  test("reach the writer too where the caller says so", () => {
    expect(synthesized(props).resource(ENDPOINT, "Database_Endpoints_all")).toMatchObject({
      custom_endpoint_type: "ANY",
      static_members: [expect.stringMatching(/Database_Instances_main/), expect.stringMatching(/Database_Instances_a_/)],
    });
  });

  test("are keyed as in the prop", () => {
    expect(Object.keys(database(props).cluster.customEndpointResources)).toEqual(["reports", "all"]);
  });

  test("take members that Terraform alone knows, as identifiers of instances", () => {
    const members = Token.asList("${var.members}");
    expect(synthesized({ customEndpoints: { reports: { members } } }).resource(ENDPOINT).static_members).toBe("${var.members}");
  });
});
