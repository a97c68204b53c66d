import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { Port, SecurityGroup } from "../../src/core";
import { stackIn, statesRead, testStacks } from "../support/stacks";
import { SynthesizedStack, messageOf, synth } from "../support/synth";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

function database(scope: Construct, id = "Database") {
  return new SecurityGroup(scope, id, { vpcId: "vpc-1", description: "The database", defaultPort: Port.tcp(5432) });
}

function service(scope: Construct, id = "TradingApi") {
  return new SecurityGroup(scope, id, { vpcId: "vpc-1", description: "The trading API", defaultPort: Port.tcp(8080) });
}

function ends() {
  const [data, services] = testStacks("data", "services") as [TerraformStack, TerraformStack];
  return { data, services, api: service(services), orders: database(data) };
}

function rules(stack: SynthesizedStack): string[] {
  return [...Object.keys(stack.resources(INGRESS)), ...Object.keys(stack.resources(EGRESS))];
}

describe("a connection between two stacks", () => {
  test("is a rule in each group, both in the stack that is deployed later, by the ids of both groups", () => {
    const { data, services, api, orders } = ends();
    orders.connections.allowDefaultPortFrom(api, "orders");
    const synthesized = synth(services);
    const [own, far] = [
      expect.stringMatching(/^\$\{aws_security_group\.TradingApi_\w+\.id\}$/),
      expect.stringMatching(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+aws_security_groupDatabase\w+id\}$/),
    ];
    const common = { ip_protocol: "tcp", from_port: 5432, to_port: 5432, description: "TradingApi to data/Database: orders" };
    expect(synthesized.resource(EGRESS)).toMatchObject({ ...common, security_group_id: own, referenced_security_group_id: far });
    expect(synthesized.resource(INGRESS)).toMatchObject({ ...common, security_group_id: far, referenced_security_group_id: own });
    expect(rules(synth(data))).toEqual([]);
  });

  test("has the stack that is deployed later read the state of the other, which reads none", () => {
    const { data, services, api, orders } = ends();
    orders.connections.allowDefaultPortFrom(api);
    expect(statesRead(synth(services))).toEqual(["data"]);
    expect(statesRead(synth(data))).toEqual([]);
    expect(services.dependsOn(data)).toBe(true);
  });

  test("asked for from either end is the same", () => {
    const json = (connect: (api: SecurityGroup, orders: SecurityGroup) => void) => {
      const { services, api, orders } = ends();
      connect(api, orders);
      return synth(services).json;
    };
    const fromDatabase = json((api, orders) => orders.connections.allowDefaultPortFrom(api, "orders"));
    expect(json((api, orders) => api.connections.allowTo(orders, Port.tcp(5432), "orders"))).toEqual(fromDatabase);
  });

  test("is in the later stack also where that one is connected to, as services behind a shared load balancer are", () => {
    const [network, services] = testStacks("network", "services") as [TerraformStack, TerraformStack];
    const loadBalancer = service(network, "LoadBalancer");
    const api = service(services);
    api.connections.allowDefaultPortFrom(loadBalancer, "requests");
    const synthesized = synth(services);
    expect(synthesized.resource(INGRESS)).toMatchObject({
      security_group_id: expect.stringContaining("aws_security_group.TradingApi"),
      description: "network/LoadBalancer to TradingApi: requests",
    });
    expect(synthesized.resource(EGRESS)).toMatchObject({
      referenced_security_group_id: expect.stringContaining("aws_security_group.TradingApi"),
      description: "network/LoadBalancer to TradingApi: requests",
    });
    expect(rules(synth(network))).toEqual([]);
  });

  test("has ids from both ends, the far one's with its stack, in the scope of the near one", () => {
    const { api, orders } = ends();
    orders.connections.allowDefaultPortFrom(api);
    api.connections.allowFrom(orders, Port.tcp(8080));
    const ids = api.node.children.map((child) => child.node.id).filter((id) => id !== "Resource");
    expect(ids.sort()).toEqual([
      "EgressFrom-data_Database-tcp-8080",
      "EgressTo-data_Database-tcp-5432",
      "IngressFrom-data_Database-tcp-8080",
      "IngressTo-data_Database-tcp-5432",
    ]);
  });

  test("has ids of its own where two stacks have a construct of one path", () => {
    const [orders, accounts, services] = testStacks("orders", "accounts", "services") as [TerraformStack, TerraformStack, TerraformStack];
    const api = service(services);
    for (const stack of [orders, accounts]) database(stack).connections.allowDefaultPortFrom(api);
    const synthesized = synth(services);
    expect(rules(synthesized)).toHaveLength(4);
    expect(statesRead(synthesized).sort()).toEqual(["accounts", "orders"]);
  });

  test("says every purpose once, whoever asks, in one order", () => {
    const { services, api, orders } = ends();
    api.connections.allowTo(orders, Port.tcp(5432), "orders");
    orders.connections.allowDefaultPortFrom(api, "accounts");
    expect(synth(services).resource(INGRESS).description).toBe("TradingApi to data/Database: accounts; orders");
  });

  test("is in the stack that depends on the other, whichever was made first", () => {
    const [services, data] = testStacks("services", "data") as [TerraformStack, TerraformStack];
    services.addDependency(data);
    database(data).connections.allowDefaultPortFrom(service(services));
    expect(rules(synth(services))).toHaveLength(2);
    expect(rules(synth(data))).toEqual([]);
  });

  test("is in the stack that depends on the other over a third one", () => {
    const [services, network, data] = testStacks("services", "network", "data") as [TerraformStack, TerraformStack, TerraformStack];
    services.addDependency(network);
    network.addDependency(data);
    database(data).connections.allowDefaultPortFrom(service(services));
    expect(rules(synth(services))).toHaveLength(2);
  });

  test("is in the later one of stacks that are below constructs of the app", () => {
    const app = Testing.app();
    const [prod, dev] = [new Construct(app, "prod"), new Construct(app, "dev")];
    const stacks = [stackIn(prod as never, "data"), stackIn(prod as never, "services"), stackIn(dev as never, "data")];
    const api = service(stacks[1]!);
    database(stacks[0]!).connections.allowDefaultPortFrom(api);
    expect(api.node.tryFindChild("IngressTo-prod_data_Database-tcp-5432")).toBeDefined();
    expect(synth(stacks[1]!).resource(EGRESS).description).toBe("TradingApi to prod/data/Database");
  });

  test("leaves the rules within a stack as they are", () => {
    const { services, api, orders } = ends();
    const worker = service(services, "Worker");
    orders.connections.allowDefaultPortFrom(api);
    api.connections.allowDefaultPortFrom(worker, "events");
    expect(api.node.tryFindChild("IngressFrom-Worker-tcp-8080")).toBeDefined();
    expect(worker.node.tryFindChild("EgressTo-TradingApi-tcp-8080")).toBeDefined();
  });

  test("to a group that exists already, imported where it is used, is within that stack", () => {
    const [data, services] = testStacks("data", "services") as [TerraformStack, TerraformStack];
    database(data);
    const imported = SecurityGroup.fromAttributes(services, "Database", { securityGroupId: "sg-0ba7c4", defaultPort: Port.tcp(5432) });
    imported.connections.allowDefaultPortFrom(service(services));
    const synthesized = synth(services);
    expect(synthesized.resource(INGRESS)).toMatchObject({ security_group_id: "sg-0ba7c4", description: "TradingApi to Database" });
    expect(statesRead(synthesized)).toEqual([]);
  });
});

// VPC Peering Guide, "Update your security groups to reference peer security groups": no group of another Region; of another account by its account number.
describe("a connection between two stacks in different places", () => {
  const FIX = 'In services and in data, allow the range of the other VPC, Peer.ipv4("…"), or a prefix list.';

  /** Stacks whose providers say where they are, after the connection is made. */
  function placed(data: object, services: object, connect: (api: SecurityGroup, orders: SecurityGroup) => void): () => unknown {
    const app = Testing.app();
    const stacks = ["data", "services"].map((id) => new TerraformStack(app, id)) as [TerraformStack, TerraformStack];
    connect(service(stacks[1]), database(stacks[0]));
    [data, services].forEach((settings, index) => new AwsProvider(stacks[index]!, "Aws", settings));
    return () => synth(stacks[1]);
  }
  const fromDatabase = (api: SecurityGroup, orders: SecurityGroup) => orders.connections.allowDefaultPortFrom(api);

  test("is refused between two regions, whichever end it is asked for from", () => {
    const message = `services/TradingApi: invalid input\n  - data/Database: must be in the region eu-west-1: security-group rules between two regions name no groups; received "eu-central-1". ${FIX}`;
    const [data, services] = [{ region: "eu-central-1" }, { region: "eu-west-1" }];
    expect(messageOf(placed(data, services, fromDatabase))).toContain(message);
    expect(messageOf(placed(data, services, (api, orders) => api.connections.allowTo(orders, Port.tcp(5432))))).toContain(message);
  });

  test("is refused between two accounts", () => {
    const [data, services] = ["111122223333", "444455556666"].map((id) => ({ region: "eu-central-1", allowedAccountIds: [id] }));
    expect(messageOf(placed(data!, services!, fromDatabase))).toContain(
      `services/TradingApi: invalid input\n  - data/Database: must be in the account 444455556666: security-group rules between two accounts name no groups; received "111122223333". ${FIX}`,
    );
  });

  test.each([
    ["where neither stack says its region", {}, {}],
    ["where one of them doesn't", { region: "eu-central-1" }, {}],
    ["where only Terraform knows it", { region: "${var.region}" }, { region: "eu-central-1" }],
    [
      "where an account is one of several",
      { allowedAccountIds: ["111122223333"] },
      { allowedAccountIds: ["444455556666", "111122223333"] },
    ],
  ])("passes %s", (_, data, services) => {
    expect(placed(data, services, fromDatabase)).not.toThrow();
  });
});
