import { Arguments, Reachability, SynthesizedStack, reachability } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { BASE, Resources, WIRED, ask, merged, on, open, stackOf } from "./fixture";

const OPEN = open("ClientGroup", "ServerGroup");
const A = "${aws_subnet.A.id}";
const SERVER_GROUP = "${aws_security_group.ServerGroup.id}";

describe("a construct is named", () => {
  const cdktf = (path: string): Arguments => ({ "//": { metadata: { path } } });

  test("by its path below the stack, as cdktf synth writes it", () => {
    const { Client, Server } = BASE.aws_instance!;
    const resource = merged(BASE, WIRED, {
      aws_instance: {
        Client: {},
        Server: {},
        C: { ...Client, ...cdktf("prod/Orders.Api/Resource") },
        S: { ...Server, ...cdktf("prod/Orders/Database/Resource") },
      },
    });
    const network = reachability(new SynthesizedStack({ resource }));
    expect(network.names).toEqual(["Orders.Api", "Orders/Database"]);
    expect(network.connection({ from: "Orders.Api", to: "Orders/Database", port: 443 }).verdict).toBe("allowed");
  });

  test("by its path as the logical id has it", () => {
    const { Client, Server } = BASE.aws_instance!;
    const network = reachability(
      stackOf(WIRED, { aws_instance: { Client: {}, Server: {}, Orders_Api_0123ABCD: Client!, Orders_Database_4567CDEF: Server! } }),
    );
    expect(network.names).toEqual(["Orders/Api", "Orders/Database"]);
    expect(network.connection({ from: "Orders/Api", to: "Orders/Database", port: 443 }).verdict).toBe("allowed");
  });

  test("by the construct around it, where that has one with network interfaces", () => {
    const network = reachability(stackOf(WIRED, { aws_instance: { Server: {}, Orders_Database_4567CDEF: BASE.aws_instance!.Server! } }));
    expect(network.connection({ from: "Client", to: "Orders", port: 443 }).explanation).toMatch(
      /^Client can connect to Orders\/Database on/,
    );
  });

  test("and not by a security group: whoever asks of one is told to name what has it", () => {
    const tasks = { aws_security_group: { Tasks: { vpc_id: "${aws_vpc.Vpc.id}" } } };
    expect(messageOf(() => ask([tasks], { from: "Tasks" }))).toMatch(
      /^"Tasks" is a security group, which has no addresses: ask of what has it; name one of Client, Server; "internet",/,
    );
  });

  // A logical id holds letters and digits alone, so that a name that comes from one lacks the others.
  test.each(["Orders.Api", "Orders-Api", "OrdersApi"])("with characters that a logical id lacks, or without: %s", (name) => {
    const hosts = { aws_instance: { Client: {}, OrdersApi: BASE.aws_instance!.Client! } };
    expect(reachability(stackOf(WIRED, hosts)).connection({ from: name, to: "Server", port: 443 }).verdict).toBe("allowed");
  });

  test("and nothing else", () => {
    expect(messageOf(() => ask([], { to: "Cache" }))).toBe(
      '"Cache" has no network interface in the stack: name one of Client, Server; "internet", a range of addresses, a prefix list\'s id or an AWS service such as "com.amazonaws.eu-central-1.s3"',
    );
    expect(messageOf(() => reachability(new SynthesizedStack({})).connection({ from: "internet", to: "Cache", port: 443 }))).toContain(
      '"Cache" has no network interface in the stack: nothing has. Where its subnets are in another stack, give both',
    );
    for (const name of ["10.20.0.0/33", "10.20.0/16", "10.20.0.0.1", "256.0.0.0/8", "10.20.0.0/", "2001:db8::/129", "2001:db8:::1"]) {
      expect(messageOf(() => ask([], { to: name }))).toBe(
        `"${name}" is no range of addresses: write it as 10.20.0.0/16, or as 2001:db8::/32`,
      );
    }
    const list = { aws_ec2_managed_prefix_list: { Partners: { entry: [] } } };
    expect(messageOf(() => ask([list], { to: "Cache" }))).toContain("name one of Client, Partners, Server; ");
    const two = { aws_instance: { Orders_Api_0123ABCD: BASE.aws_instance!.Client!, Orders_Database_4567CDEF: BASE.aws_instance!.Server! } };
    expect(messageOf(() => ask([two], { to: "Orders" }))).toBe('"Orders" is Orders/Api, Orders/Database: name one of them');
  });

  test("at one end at least", () => {
    expect(messageOf(() => ask([], { from: "internet", to: "198.51.100.7" }))).toBe(
      "neither internet nor 198.51.100.7 is in a VPC of the stack",
    );
  });
});

describe("a question is refused, not answered,", () => {
  const refusal = (question: object): string => messageOf(() => ask([], question));

  test("without a port, or with one that there isn't", () => {
    expect(refusal({ port: undefined })).toBe("connection: invalid input\n  - port: must be a number; received nothing. It is required.");
    expect(refusal({ port: 99_999 })).toBe(
      "connection: invalid input\n  - port: must be a whole number from 0 to 65535; received 99999. Give a value from 0 to 65535.",
    );
    expect(refusal({ port: 443, toPort: 80 })).toBe(
      "connection: invalid input\n  - toPort: must be a whole number from 443 to 65535; received 80. Give a value from 443 to 65535.",
    );
  });

  test("with a protocol that there isn't, or one that is written wrongly", () => {
    expect(refusal({ protocol: "UDP" })).toBe(
      'connection: invalid input\n  - protocol: must be one of tcp, udp; received "UDP". Use one of these.',
    );
    expect(refusal({ protocal: "udp" })).toBe(
      'connection: invalid input\n  - protocal: must be a prop that there is; received "udp". Did you mean protocol?',
    );
    expect(refusal({ verb: "udp" })).toBe(
      'connection: invalid input\n  - verb: must be a prop that there is; received "udp". Leave it out. The props are from, to, port, toPort, protocol, family.',
    );
  });
});

test("options that there aren't are refused", () => {
  const stack = new SynthesizedStack({});
  expect(messageOf(() => reachability(stack, { prefixList: {} } as never))).toBe(
    "reachability: invalid input\n  - prefixList: must be a prop that there is; received {}. Did you mean prefixLists?",
  );
  expect(messageOf(() => reachability(stack, { prefixLists: { partners: "198.51.100.0/24" } } as never))).toBe(
    "reachability: invalid input\n" +
      '  - prefixLists["partners"]: must be a list of strings; received "198.51.100.0/24". Write it as ["…", "…"].',
  );
});

test("a question of nothing is refused", () => {
  expect(messageOf(() => reachability(new SynthesizedStack({})).connection(undefined as never))).toBe(
    "connection: invalid input\n  - props: must be an object; received nothing. It is required.",
  );
});

test("reads synthesized stacks alone", () => {
  expect(messageOf(() => reachability({} as never))).toBe(
    "reachability takes what synthesize returns, of a stack or of each in a list: reachability(synthesize(stack))",
  );
  expect(messageOf(() => new Reachability(undefined as never))).toBe(
    "new Reachability takes what synthesize returns, of a stack or of each in a list: new Reachability([synthesize(stack)])",
  );
});

test("an answer holds the question, and each step with a sentence", () => {
  const connection = ask([WIRED]);
  expect(connection).toMatchObject({ from: "Client", to: "Server", port: 443, verdict: "allowed", assumptions: [] });
  expect(connection.steps).toEqual([
    { resource: "ClientGroup", verdict: "allowed", sentence: "ToServer of ClientGroup allows tcp 443 to Server" },
    { resource: "ServerGroup", verdict: "allowed", sentence: "FromClient of ServerGroup allows tcp 443 from Client" },
  ]);
});

test("a host in several subnets can't be reached where one of them isn't", () => {
  const acl: Resources = { aws_network_acl: { Acl: { subnet_ids: ["${aws_subnet.B.id}"], ingress: [], egress: [] } } };
  const everywhere: Resources = {
    aws_lb: { Server: { internal: true, subnets: [A, "${aws_subnet.B.id}"], security_groups: [SERVER_GROUP] } },
    aws_instance: { Server: {} },
  };
  expect(ask([OPEN, acl, everywhere])).toMatchObject({
    verdict: "partly",
    explanation: "Client can connect to Server on tcp 443, but not always: inbound rule * of Acl denies tcp 443 from Client.",
  });
});

test("a subnet that isn't in the stack is taken to allow what security groups allow", () => {
  const elsewhere: Resources = { aws_instance: { Server: { subnet_id: "subnet-0123", vpc_security_group_ids: [SERVER_GROUP] } } };
  expect(ask([WIRED, elsewhere])).toMatchObject({
    verdict: "allowed",
    assumptions: ["the network ACL of subnet-0123, which isn't in the stack, is taken to allow it"],
  });
  expect(ask([elsewhere]).verdict).toBe("refused");
  expect(ask([OPEN, elsewhere], { from: "Server", to: "internet" })).toMatchObject({
    verdict: "allowed",
    assumptions: [
      "the route table of subnet-0123, which isn't in the stack, is taken to lead to internet",
      "the network ACL of subnet-0123, which isn't in the stack, is taken to allow it",
    ],
  });
});

// VPC User Guide, "Network ACL basics" and "Security groups": neither filters the resolver, instance metadata and the time service.
test.each(["169.254.169.253", "169.254.169.254", "169.254.169.123", "fd00:ec2::123"])(
  "%s is reached whatever groups and ACLs say",
  (to) => {
    expect(ask([], { to, port: 123, protocol: "udp" })).toMatchObject({
      verdict: "allowed",
      explanation: `Client can connect to ${to} on udp 123.`,
      steps: [{ resource: to, verdict: "allowed", sentence: `neither security groups nor network ACLs filter ${to}` }],
    });
  },
);

describe("an AWS service is reached", () => {
  const LOGS = "com.amazonaws.eu-central-1.logs";
  const S3 = "com.amazonaws.eu-central-1.s3";
  const endpoint = (more: Arguments): Resources => ({
    aws_vpc_endpoint: {
      Logs: {
        vpc_endpoint_type: "Interface",
        service_name: LOGS,
        subnet_ids: ["${aws_subnet.B.id}"],
        security_group_ids: [SERVER_GROUP],
        ...more,
      },
    },
  });
  const gateway: Resources = {
    aws_vpc_endpoint: { S3: { vpc_endpoint_type: "Gateway", service_name: S3, route_table_ids: ["${aws_route_table.Table.id}"] } },
    aws_route_table: { Table: { vpc_id: "${aws_vpc.Vpc.id}" } },
    aws_route_table_association: { ToA: { subnet_id: A, route_table_id: "${aws_route_table.Table.id}" } },
  };
  const toList: Resources = {
    aws_vpc_security_group_egress_rule: {
      ToS3: {
        security_group_id: "${aws_security_group.ClientGroup.id}",
        prefix_list_id: "${aws_vpc_endpoint.S3.prefix_list_id}",
        ...on(443),
      },
    },
  };

  test("through an interface endpoint by its private DNS name", () => {
    expect(ask([OPEN, endpoint({ private_dns_enabled: true })], { to: LOGS }).explanation).toBe(
      "Client can connect to Logs on tcp 443, through ClientGroup, ServerGroup.",
    );
  });

  test("past an interface endpoint without one", () => {
    expect(ask([OPEN, endpoint({})], { to: LOGS }).explanation).toBe(
      `Client can't connect to ${LOGS} on tcp 443: the main route table of Vpc has no route to ${LOGS}.`,
    );
  });

  test("through a gateway endpoint, whose prefix list a security group names", () => {
    expect(ask([gateway, toList], { to: S3 }).explanation).toBe(`Client can connect to ${S3} on tcp 443, through ClientGroup, S3.`);
    expect(ask([gateway, toList], { to: "S3" }).verdict).toBe("allowed");
  });

  test("through a gateway endpoint that is associated with the subnet's route table alone", () => {
    const other = merged(gateway, { aws_vpc_endpoint: { S3: { service_name: S3, route_table_ids: [] } } });
    expect(ask([other, toList], { to: S3 }).explanation).toBe(`Client can't connect to ${S3} on tcp 443: Table has no route to ${S3}.`);
    const associated = {
      aws_vpc_endpoint_route_table_association: {
        Here: { route_table_id: "${aws_route_table.Table.id}", vpc_endpoint_id: "${aws_vpc_endpoint.S3.id}" },
      },
    };
    expect(ask([other, toList, associated], { to: S3 }).verdict).toBe("allowed");
  });

  // AWS PrivateLink Guide, "Gateway endpoints for Amazon S3": ACLs must allow its ranges.
  test("where the ACL allows its ranges, which the test can give", () => {
    const rule = { rule_no: 1, action: "allow", protocol: "-1", cidr_block: "52.219.168.0/24", from_port: 0, to_port: 0 };
    const acl: Resources = { aws_network_acl: { Acl: { subnet_ids: [A], ingress: [rule], egress: [rule] } } };
    expect(ask([gateway, toList, acl], { to: S3 }).verdict).toBe("partly");
    expect(ask([gateway, toList, acl], { to: S3 }, { prefixLists: { [S3]: ["52.219.168.0/25"] } }).verdict).toBe("allowed");
    expect(ask([gateway, toList, acl], { to: S3 }, { prefixLists: { [S3]: ["52.219.168.0/23"] } }).verdict).toBe("partly");
  });

  test("and by nobody through a gateway endpoint", () => {
    expect(ask([OPEN, gateway], { from: S3, to: "Client" }).explanation).toBe(
      `${S3} can't connect to Client on tcp 443: S3, where Table leads, lets no connection in.`,
    );
  });
});

describe("a prefix list", () => {
  const PL = "pl-0123456789abcdef0";
  const fromList: Resources = {
    aws_vpc_security_group_ingress_rule: { In: { security_group_id: SERVER_GROUP, prefix_list_id: PL, ...on(443) } },
  };
  const peered: Resources = {
    aws_route_table: { Table: { vpc_id: "${aws_vpc.Vpc.id}", route: [{ cidr_block: "0.0.0.0/0", transit_gateway_id: "tgw-1" }] } },
    aws_route_table_association: { ToB: { subnet_id: "${aws_subnet.B.id}", route_table_id: "${aws_route_table.Table.id}" } },
  };

  test("is named by its id", () => {
    expect(ask([fromList, peered], { from: PL }).verdict).toBe("allowed");
    expect(ask([fromList, peered], { from: "pl-4567" }).verdict).toBe("partly");
  });

  test("has the ranges that the test gives", () => {
    expect(ask([fromList, peered], { from: "198.51.100.7" }).verdict).toBe("partly");
    expect(ask([fromList, peered], { from: "198.51.100.8" }, { prefixLists: { [PL]: ["203.0.113.0/24"] } }).verdict).toBe("refused");
    expect(ask([fromList, peered], { from: "198.51.100.7" }, { prefixLists: { [PL]: ["198.51.100.0/24"] } }).verdict).toBe("allowed");
    expect(messageOf(() => ask([], {}, { prefixLists: { [PL]: ["198.51.100"] } }))).toBe(
      `prefixLists["${PL}"] holds "198.51.100", which is no range of addresses`,
    );
  });
});

test.each(["aws_ec2_managed_prefix_list", "aws_prefix_list"])("a looked-up %s has the ranges that the test gives by its name", (type) => {
  const byName: Resources = {
    aws_vpc_security_group_egress_rule: {
      Out: { security_group_id: "${aws_security_group.ClientGroup.id}", prefix_list_id: `\${data.${type}.Partners.id}`, ...on(443) },
    },
    aws_route_table: { Table: { vpc_id: "${aws_vpc.Vpc.id}", route: [{ cidr_block: "0.0.0.0/0", transit_gateway_id: "tgw-1" }] } },
    aws_route_table_association: { ToA: { subnet_id: A, route_table_id: "${aws_route_table.Table.id}" } },
  };
  const stack = new SynthesizedStack({ ...stackOf(byName).json, data: { [type]: { Partners: { name: "partners" } } } });
  const verdict = (prefixLists: Record<string, string[]>): string =>
    reachability(stack, { prefixLists }).connection({ from: "Client", to: "198.51.100.7", port: 443 }).verdict;
  expect(verdict({ partners: ["198.51.100.0/24"] })).toBe("allowed");
  expect(verdict({ partners: ["203.0.113.0/24"] })).toBe("refused");
  expect(verdict({})).toBe("partly");
});

describe("CloudFront reaches a VPC origin", () => {
  const origin = (policy = "https-only"): Resources => ({
    aws_instance: { Server: {} },
    aws_lb: { Server: { internal: true, subnets: ["${aws_subnet.B.id}"], security_groups: [SERVER_GROUP] } },
    aws_cloudfront_vpc_origin: {
      Origin: {
        vpc_origin_endpoint_config: [{ arn: "${aws_lb.Server.arn}", http_port: 80, https_port: 443, origin_protocol_policy: policy }],
      },
    },
    aws_internet_gateway: { Igw: { vpc_id: "${aws_vpc.Vpc.id}" } },
  });
  const fromCloudFront: Resources = {
    aws_vpc_security_group_ingress_rule: {
      In: { security_group_id: SERVER_GROUP, prefix_list_id: "pl-0123abcd", ip_protocol: "tcp", from_port: 80, to_port: 443 },
    },
  };
  const asOrigin = { from: "Origin" };

  test("on the port of its protocol alone", () => {
    expect(ask([origin(), fromCloudFront], asOrigin).explanation).toBe("Origin can connect to Server on tcp 443, through ServerGroup.");
    expect(ask([origin(), fromCloudFront], { ...asOrigin, port: 80 }).explanation).toBe(
      "Origin can't connect to Server on tcp 80: Origin connects to Server on 443 alone.",
    );
    const verdicts = (policy: string): string[] =>
      [80, 443].map((port) => ask([origin(policy), fromCloudFront], { ...asOrigin, port }).verdict);
    expect(verdicts("https-only")).toEqual(["refused", "allowed"]);
    expect(verdicts("http-only")).toEqual(["allowed", "refused"]);
    expect(verdicts("match-viewer")).toEqual(["allowed", "allowed"]);
  });

  test("by the addresses of a prefix list, which is taken to be CloudFront's unless its name says so", () => {
    const named = { aws_ec2_managed_prefix_list: { CloudFront: { name: "com.amazonaws.global.cloudfront.origin-facing" } } };
    const byName = {
      aws_vpc_security_group_ingress_rule: {
        In: { security_group_id: SERVER_GROUP, prefix_list_id: "${data.aws_ec2_managed_prefix_list.CloudFront.id}", ...on(443) },
      },
    };
    expect(ask([origin(), fromCloudFront], asOrigin).assumptions).toEqual([
      "pl-0123abcd is taken to be the list of CloudFront's addresses, com.amazonaws.global.cloudfront.origin-facing",
    ]);
    const stack = new SynthesizedStack({ ...stackOf(origin(), byName).json, data: named });
    expect(reachability(stack).connection({ from: "Origin", to: "Server", port: 443 })).toMatchObject({
      verdict: "allowed",
      assumptions: [],
    });
  });

  // CloudFront Developer Guide, "Restrict access with VPC origins": the list is CloudFront's own, which another name or the stack's own list isn't.
  test.each<[string, object]>([
    [
      "${data.aws_ec2_managed_prefix_list.Other.id}",
      { data: { aws_ec2_managed_prefix_list: { Other: { name: "com.amazonaws.eu-central-1.s3" } } } },
    ],
    ["${aws_ec2_managed_prefix_list.Own.id}", {}],
  ])("and not by those of %s", (list, more) => {
    const own: Resources = {
      aws_ec2_managed_prefix_list: { Own: { name: "offices", entry: [{ cidr: "10.20.0.0/16" }] } },
      aws_vpc_security_group_ingress_rule: { In: { security_group_id: SERVER_GROUP, prefix_list_id: list, ...on(443) } },
    };
    const stack = new SynthesizedStack({ ...stackOf(origin(), own).json, ...more });
    expect(reachability(stack).connection({ from: "Origin", to: "Server", port: 443 }).verdict).toBe("refused");
  });

  test("by CloudFront's list where a rule with another one comes first", () => {
    const rules = {
      aws_vpc_security_group_ingress_rule: {
        Another: { security_group_id: SERVER_GROUP, prefix_list_id: "pl-0999", ...on(443) },
        In: { security_group_id: SERVER_GROUP, prefix_list_id: "${data.aws_ec2_managed_prefix_list.CloudFront.id}", ...on(443) },
      },
    };
    const data = { aws_ec2_managed_prefix_list: { CloudFront: { name: "com.amazonaws.global.cloudfront.origin-facing" } } };
    const stack = new SynthesizedStack({ ...stackOf(origin(), rules).json, data });
    expect(reachability(stack).connection({ from: "Origin", to: "Server", port: 443 })).toMatchObject({
      verdict: "allowed",
      assumptions: [],
    });
  });

  test("and no other host", () => {
    expect(ask([origin(), OPEN], { ...asOrigin, to: "Client" }).verdict).toBe("refused");
    expect(messageOf(() => ask([origin()], { to: "Origin" }))).toBe("Origin opens connections and accepts none");
  });

  // CloudFront Developer Guide, "Restrict access with VPC origins": an internet gateway, and a rule for the prefix list or CloudFront's own group.
  test("where the VPC has an internet gateway", () => {
    expect(ask([origin(), fromCloudFront, { aws_internet_gateway: { Igw: {} } }], asOrigin).explanation).toBe(
      "Origin can't connect to Server on tcp 443: Vpc has no internet gateway, which a VPC origin needs.",
    );
  });

  test("where a security group allows its prefix list, or the group of its interfaces", () => {
    expect(ask([origin()], asOrigin).verdict).toBe("refused");
    const byRange = {
      aws_vpc_security_group_ingress_rule: { In: { security_group_id: SERVER_GROUP, cidr_ipv4: "10.0.0.0/16", ...on(443) } },
    };
    expect(ask([origin(), byRange], asOrigin).verdict).toBe("refused");
    const data = { aws_security_group: { CloudFront: { filter: [{ name: "group-name", values: ["CloudFront-VPCOrigins-Service-SG"] }] } } };
    const byGroup = {
      aws_vpc_security_group_ingress_rule: {
        In: { security_group_id: SERVER_GROUP, referenced_security_group_id: "${data.aws_security_group.CloudFront.id}", ...on(443) },
      },
    };
    const stack = new SynthesizedStack({ ...stackOf(origin(), byGroup).json, data });
    expect(reachability(stack).connection({ from: "Origin", to: "Server", port: 443 }).verdict).toBe("allowed");
  });

  test("where the ACL lets CloudFront's addresses in and replies out", () => {
    const rule = { rule_no: 1, action: "allow", protocol: "tcp", from_port: 443, to_port: 443 };
    const acl = (cidr_block: string): Resources => ({
      aws_network_acl: {
        Acl: {
          subnet_ids: ["${aws_subnet.B.id}"],
          ingress: [{ ...rule, cidr_block }],
          egress: [{ ...rule, cidr_block: "0.0.0.0/0", to_port: 65_535 }],
        },
      },
    });
    expect(ask([origin(), fromCloudFront, acl("0.0.0.0/0")], asOrigin).verdict).toBe("allowed");
    expect(ask([origin(), fromCloudFront, acl("10.0.0.0/16")], asOrigin).explanation).toBe(
      "Origin can't connect to Server on tcp 443: inbound rule * of Acl denies tcp 443 from Origin.",
    );
  });

  test("in subnets that aren't in the stack, whose VPC is taken to have an internet gateway", () => {
    const elsewhere = { aws_lb: { Server: { internal: true, subnets: ["subnet-0123"], security_groups: [SERVER_GROUP] } } };
    expect(ask([origin(), fromCloudFront, elsewhere], asOrigin)).toMatchObject({
      verdict: "allowed",
      assumptions: expect.arrayContaining(["the VPC of subnet-0123, which isn't in the stack, is taken to have an internet gateway"]),
    });
  });

  test("unless the account blocks public access", () => {
    const block = { aws_vpc_block_public_access_options: { Block: { internet_gateway_block_mode: "block-ingress" } } };
    expect(ask([origin(), fromCloudFront, block], asOrigin).verdict).toBe("refused");
  });
});

test("stacks that refer to each other are computed together", () => {
  const { aws_vpc, aws_subnet, aws_security_group, aws_instance } = BASE;
  const remote = (output: string): string => `\${data.terraform_remote_state.network.outputs.${output}}`;
  const network = new SynthesizedStack({
    resource: merged(
      {
        aws_vpc: aws_vpc!,
        aws_subnet: aws_subnet!,
        aws_security_group: aws_security_group!,
        aws_instance: { Server: aws_instance!.Server! },
      },
      OPEN,
    ),
    output: { "subnet-a": { value: A }, "client-group": { value: "${aws_security_group.ClientGroup.id}" } },
  });
  const service = new SynthesizedStack({
    resource: { aws_instance: { Client: { subnet_id: remote("subnet-a"), vpc_security_group_ids: [remote("client-group")] } } },
  });
  expect(reachability([network, service]).connection({ from: "Client", to: "Server", port: 443 })).toMatchObject({
    verdict: "allowed",
    assumptions: [],
  });
  expect(reachability(service).connection({ from: "Client", to: "internet", port: 443 }).verdict).toBe("refused");
});

describe("from somewhere are reached", () => {
  test("the hosts that let it in, by the ports that they open", () => {
    const network = reachability(stackOf(WIRED));
    expect(network.reachableFrom("Client")).toEqual([
      expect.objectContaining({ from: "Client", to: "Server", port: 443, toPort: 443, verdict: "allowed" }),
    ]);
    expect(network.reachableFrom("Server")).toEqual([]);
    expect(network.reachableFrom("internet")).toEqual([]);
  });

  test("all ports of what has no security group", () => {
    const balancer = {
      aws_lb: { Server: { load_balancer_type: "network", internal: true, subnets: ["${aws_subnet.B.id}"] } },
      aws_instance: { Server: {} },
    };
    expect(reachability(stackOf(open("ClientGroup"), balancer)).reachableFrom("Client")).toEqual([
      expect.objectContaining({ to: "Server", protocol: "tcp", port: 0, toPort: 65_535 }),
      expect.objectContaining({ to: "Server", protocol: "udp", port: 0, toPort: 65_535 }),
    ]);
  });
});
