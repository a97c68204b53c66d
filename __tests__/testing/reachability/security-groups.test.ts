import { Arguments, SynthesizedStack, reachability } from "../../../src/testing";
import { Resources, WIRED, ask, on, open, stackOf } from "./fixture";

const CLIENT = "${aws_security_group.ClientGroup.id}";
const SERVER = "${aws_security_group.ServerGroup.id}";

/** An outbound and an inbound rule besides the base. */
function rules(outbound: Arguments, inbound: Arguments): Resources {
  return {
    aws_vpc_security_group_egress_rule: { Out: { security_group_id: CLIENT, ...on(443), ...outbound } },
    aws_vpc_security_group_ingress_rule: { In: { security_group_id: SERVER, ...on(443), ...inbound } },
  };
}

const toServer = { referenced_security_group_id: SERVER };
const fromClient = { referenced_security_group_id: CLIENT };

describe("security groups allow", () => {
  // VPC User Guide, "Security group referencing": the private addresses of the interfaces that are in the group.
  test("members of a group that a rule names", () => {
    expect(ask([WIRED])).toMatchObject({ verdict: "allowed" });
  });

  test("addresses in a range that a rule names", () => {
    expect(ask([rules({ cidr_ipv4: "10.0.1.0/24" }, { cidr_ipv4: "10.0.0.0/16" })]).verdict).toBe("allowed");
  });

  test("all ports and protocols by one rule", () => {
    expect(ask([open("ClientGroup", "ServerGroup")], { port: 0, toPort: 65_535, protocol: "udp" }).verdict).toBe("allowed");
  });

  test("what blocks within the groups allow", () => {
    const block = (more: object): Arguments => [{ protocol: "tcp", from_port: 443, to_port: 443, ...more }];
    const within = {
      aws_security_group: {
        ClientGroup: { vpc_id: "${aws_vpc.Vpc.id}", egress: block({ security_groups: [SERVER] }) },
        ServerGroup: { vpc_id: "${aws_vpc.Vpc.id}", ingress: block({ cidr_blocks: ["10.0.0.0/24"] }) },
      },
    };
    expect(ask([within]).verdict).toBe("allowed");
  });

  test("what the older rule resources allow", () => {
    const older = {
      aws_security_group_rule: {
        Out: { type: "egress", security_group_id: CLIENT, source_security_group_id: SERVER, protocol: "tcp", from_port: 443, to_port: 443 },
        In: { type: "ingress", security_group_id: SERVER, cidr_blocks: ["10.0.0.0/24"], protocol: "tcp", from_port: 0, to_port: 1024 },
      },
    };
    expect(ask([older]).verdict).toBe("allowed");
    expect(ask([older], { port: 444 }).verdict).toBe("refused");
  });

  test("a group's own members where a rule says so", () => {
    const self: Resources = {
      aws_instance: { Server: { subnet_id: "${aws_subnet.B.id}", vpc_security_group_ids: [CLIENT] } },
      aws_security_group_rule: {
        Out: { type: "egress", security_group_id: CLIENT, self: true, protocol: "-1", from_port: 0, to_port: 0 },
        In: { type: "ingress", security_group_id: CLIENT, self: true, protocol: "-1", from_port: 0, to_port: 0 },
      },
    };
    expect(ask([self]).verdict).toBe("allowed");
  });

  test("no member of its own where none does", () => {
    const together: Resources = { aws_instance: { Server: { subnet_id: "${aws_subnet.B.id}", vpc_security_group_ids: [CLIENT] } } };
    const older: Resources = {
      aws_security_group_rule: {
        Out: { type: "egress", security_group_id: CLIENT, cidr_blocks: ["10.0.9.0/24"], protocol: "-1", from_port: 0, to_port: 0 },
        In: { type: "ingress", security_group_id: CLIENT, cidr_blocks: ["10.0.9.0/24"], protocol: "-1", from_port: 0, to_port: 0 },
      },
    };
    expect(ask([together, older]).verdict).toBe("refused");
  });

  test("what any of a host's groups allows", () => {
    const two = {
      aws_instance: { Client: { subnet_id: "${aws_subnet.A.id}", vpc_security_group_ids: ["${aws_security_group.Other.id}", CLIENT] } },
    };
    expect(ask([WIRED, two, { aws_security_group: { Other: {} } }]).verdict).toBe("allowed");
  });

  test("everything where a Network Load Balancer has none", () => {
    const balancer = {
      aws_lb: { Server: { load_balancer_type: "network", internal: true, subnets: ["${aws_subnet.B.id}"] } },
      aws_instance: { Server: {} },
    };
    expect(ask([open("ClientGroup"), balancer]).verdict).toBe("allowed");
  });

  test("addresses of a prefix list of the stack", () => {
    const list = { aws_ec2_managed_prefix_list: { Servers: { entry: [{ cidr: "10.0.1.0/24" }] } } };
    const byList = rules({ prefix_list_id: "${aws_ec2_managed_prefix_list.Servers.id}" }, fromClient);
    expect(ask([list, byList]).verdict).toBe("allowed");
  });
});

// VPC User Guide, "Consolidate and manage network CIDR blocks with managed prefix lists": a list is the account's own, shared by another one, or AWS's.
describe("a prefix list in a rule", () => {
  const verdict = (list: string, sets: { data?: Resources; resource?: Resources } = {}): string => {
    const stack = stackOf(rules(toServer, { prefix_list_id: list }), sets.resource ?? {});
    return reachability(new SynthesizedStack({ ...stack.json, data: sets.data ?? {} })).connection({
      from: "Client",
      to: "Server",
      port: 443,
    }).verdict;
  };

  test("of unknown content may have the client's address, and the explanation says where its ranges may be given", () => {
    expect(ask([rules({ prefix_list_id: "pl-1" }, fromClient)]).verdict).toBe("partly");
    expect(ask([rules(toServer, { prefix_list_id: "pl-1" })]).explanation).toBe(
      "Client can connect to Server on tcp 443, but not always: whether In of ServerGroup allows tcp 443 from Client depends on what pl-1 holds, which prefixLists may say.",
    );
  });

  // AWS's own as its pages and examples show them, pl-3b927c52 of CloudFront among them; a customer's as in the EC2 API Reference, ManagedPrefixList.
  test.each([
    ["pl-3b927c52", "refused"],
    ["pl-0123456789abcdef0", "partly"],
  ])("by %s makes the verdict on a private address %s: AWS's own lists have ids of eight digits", (list, expected) => {
    expect(verdict(list)).toBe(expected);
  });

  test.each<[string, string, Arguments]>([
    ["its id", "partly", { id: "pl-1" }],
    ["a name that isn't AWS's", "partly", { name: "partners" }],
    ["a filter of tags", "partly", { filter: [{ name: "tag:team", values: ["edge"] }] }],
    [
      "filters of names, of which one isn't AWS's",
      "partly",
      { filter: [{ name: "prefix-list-name", values: ["com.amazonaws.eu-central-1.s3", "partners"] }] },
    ],
    ["AWS's name", "refused", { name: "com.amazonaws.global.cloudfront.origin-facing" }],
    [
      "a filter of AWS's name",
      "refused",
      { filter: [{ name: "prefix-list-name", values: ["com.amazonaws.global.cloudfront.origin-facing"] }] },
    ],
  ])("that is looked up by %s makes the verdict on a private address %s", (_, expected, args) => {
    expect(verdict("${data.aws_ec2_managed_prefix_list.List.id}", { data: { aws_ec2_managed_prefix_list: { List: args } } })).toBe(
      expected,
    );
  });

  test("that only Terraform knows may have the client's address", () => {
    expect(verdict("${var.list}")).toBe("partly");
  });

  const LIST = "${aws_ec2_managed_prefix_list.Own.id}";
  test.each<[string, string, Arguments, Arguments]>([
    ["nothing", "refused", {}, {}],
    ["an entry of its own resource", "allowed", {}, { prefix_list_id: LIST, cidr: "10.0.0.0/24" }],
    ["another list's entry", "refused", {}, { prefix_list_id: "pl-2", cidr: "10.0.0.0/24" }],
    ["an entry that only Terraform knows", "partly", { entry: [{ cidr: "${var.office}" }] }, {}],
    ["an entry of its own resource that only Terraform knows", "partly", {}, { prefix_list_id: LIST, cidr: "${var.office}" }],
    [
      "what is known to let the client in, beside what isn't known",
      "allowed",
      { entry: [{ cidr: "10.0.0.0/24" }, { cidr: "${var.office}" }] },
      {},
    ],
  ])("of the stack with %s makes the verdict %s", (_, expected, list, entry) => {
    const own = { aws_ec2_managed_prefix_list: { Own: list }, aws_ec2_managed_prefix_list_entry: { Entry: entry } };
    expect(verdict(LIST, { resource: own })).toBe(expected);
  });

  test("of the stack has the ranges that the test gives by its name, whatever its entries", () => {
    const own = { aws_ec2_managed_prefix_list: { Own: { name: "offices", entry: [{ cidr: "${var.office}" }] } } };
    const sets = [rules(toServer, { prefix_list_id: LIST }), own];
    expect(ask(sets, {}, { prefixLists: { offices: ["203.0.113.0/24"] } }).verdict).toBe("refused");
    expect(ask(sets, {}, { prefixLists: { offices: ["10.0.0.0/24"] } }).verdict).toBe("allowed");
  });
});

describe("security groups refuse", () => {
  test("what no outbound rule of the client allows", () => {
    expect(ask([rules({ cidr_ipv4: "10.0.2.0/24" }, fromClient)]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no outbound rule of ClientGroup allows tcp 443 to Server.",
    );
  });

  test("what no inbound rule of the server allows", () => {
    expect(ask([rules(toServer, { cidr_ipv4: "10.0.2.0/24" })]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no inbound rule of ServerGroup allows tcp 443 from Client.",
    );
  });

  test("what no rule of several groups allows, which are all named", () => {
    const two = { aws_instance: { Server: { subnet_id: "${aws_subnet.B.id}", vpc_security_group_ids: [SERVER, CLIENT] } } };
    expect(ask([two, rules(toServer, { cidr_ipv4: "10.0.2.0/24" })]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no inbound rule of ServerGroup, ClientGroup allows tcp 443 from Client.",
    );
  });

  test("another port and another protocol", () => {
    expect(ask([WIRED], { port: 444 }).verdict).toBe("refused");
    expect(ask([WIRED], { protocol: "udp" }).verdict).toBe("refused");
  });

  test("the way back of a connection", () => {
    expect(ask([WIRED], { from: "Server", to: "Client" }).verdict).toBe("refused");
  });

  test("a part of the ports of a range", () => {
    expect(ask([WIRED], { port: 443, toPort: 444 })).toMatchObject({
      verdict: "partly",
      explanation:
        "Client can connect to Server on tcp 443-444, but not always: ToServer of ClientGroup allows tcp 443-444 to Server but for 444.",
    });
  });

  test("a part of a subnet's addresses", () => {
    expect(ask([rules({ cidr_ipv4: "10.0.1.0/25" }, fromClient)]).explanation).toBe(
      "Client can connect to Server on tcp 443, but not always: Out of ClientGroup allows tcp 443 to Server but for 10.0.1.128/25 on 443.",
    );
  });
});

// VPC User Guide, "Default security groups for your VPCs".
describe("a host that names no group has the VPC's default one", () => {
  const NONE = { aws_instance: { Client: { subnet_id: "${aws_subnet.A.id}" } } };
  const fromEverybody = rules(toServer, { cidr_ipv4: "0.0.0.0/0" });

  test("which allows everything out", () => {
    expect(ask([NONE, fromEverybody])).toMatchObject({
      verdict: "allowed",
      steps: [{ sentence: "AWS's rule of the default security group of Client allows tcp 443 to Server" }, { resource: "ServerGroup" }],
    });
  });

  test("unless the stack takes its rules away", () => {
    const locked = { aws_default_security_group: { Default: { vpc_id: "${aws_vpc.Vpc.id}", ingress: [], egress: [] } } };
    expect(ask([NONE, fromEverybody, locked]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no outbound rule of Default allows tcp 443 to Server.",
    );
  });

  test("or gives it others", () => {
    const egress = [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/16"] }];
    const own = { aws_default_security_group: { Default: { vpc_id: "${aws_vpc.Vpc.id}", egress } } };
    expect(ask([NONE, fromEverybody, own]).verdict).toBe("allowed");
    expect(ask([NONE, fromEverybody, own], { port: 444 }).verdict).toBe("refused");
  });

  test("and lets nobody else in", () => {
    const server = { aws_instance: { Server: { subnet_id: "${aws_subnet.B.id}" } } };
    expect(ask([server, open("ClientGroup")]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no inbound rule of the default security group of Server allows tcp 443 from Client.",
    );
  });
});
