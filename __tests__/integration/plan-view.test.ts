/** What provers see of a plan by the real provider is what they see of the synthesized stack. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { ConnectionQuestion, Reachability, SynthesizedStack, fromPlan, reachability } from "../../src/testing";
import { Workspace } from "./support";
import { plainPlan } from "./support/plain-plan";

/** Each connection that security groups allow, with what becomes of it. */
function connections(network: Reachability): string[] {
  return network.wires().map((wire: ConnectionQuestion) => network.connection(wire).explanation);
}

describe("the plan of trading-prod", () => {
  let planned: SynthesizedStack;
  let synthesized: SynthesizedStack;

  beforeAll(async () => {
    const workspace = await Workspace.make((app: App) => new TradingStack(app, "trading-prod", environments.prod!));
    const { json } = await workspace.plan();
    planned = fromPlan(json);
    synthesized = new SynthesizedStack(JSON.parse(workspace.text));
  });

  test("has the resources of the synthesized stack, each by its path", () => {
    const withoutCount = (type: string): boolean => type !== "aws_autoscaling_schedule";
    expect(planned.types.filter(withoutCount)).toEqual(synthesized.types.filter(withoutCount));
    for (const type of planned.types.filter(withoutCount)) {
      expect(Object.keys(planned.resources(type)).sort()).toEqual(Object.keys(synthesized.resources(type)).sort());
    }
    expect(planned.resourcesOf("Database").length).toBe(synthesized.resourcesOf("Database").length);
  });

  test("allows and refuses the same connections, with the same reasons", () => {
    const wires = connections(reachability(planned));
    expect(wires.length).toBeGreaterThan(15);
    expect(wires).toEqual(connections(reachability(synthesized)));
  });

  test("refers to the same resources", () => {
    const references = (stack: SynthesizedStack): string[] =>
      stack.types.flatMap((type) =>
        Object.entries(stack.resources(type)).flatMap(([id, { "//": _metadata, lifecycle: _lifecycle, ...args }]) =>
          Object.entries(args).flatMap(([name, value]) =>
            [value]
              .flat()
              .flatMap((each) => stack.resolve(each)?.address ?? [])
              .sort()
              .map((to) => `${type}.${id}.${name} ${to}`),
          ),
        ),
      );
    expect(references(planned).sort()).toEqual(references(synthesized).sort());
  });
});

const NETWORK = `
variable "cidr" {}
variable "zones" { type = map(string) }
resource "aws_vpc" "main" {
  cidr_block = var.cidr
}
resource "aws_subnet" "private" {
  for_each          = var.zones
  vpc_id            = aws_vpc.main.id
  availability_zone = each.value
  cidr_block        = cidrsubnet(var.cidr, 8, index(keys(var.zones), each.key))
}
resource "aws_route_table" "private" {
  count  = length(var.zones)
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "private" {
  for_each       = var.zones
  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[index(keys(var.zones), each.key)].id
}
output "vpc_id" { value = aws_vpc.main.id }
output "subnet_ids" { value = [for subnet in aws_subnet.private : subnet.id] }
`;

const ORDERS = `
variable "password" {
  default   = "correct-horse-battery"
  sensitive = true
}
module "network" {
  source = "./network"
  cidr   = "10.0.0.0/16"
  zones  = { a = "eu-central-1a", b = "eu-central-1b" }
}
resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = module.network.vpc_id
  egress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.orders.id]
  }
}
resource "aws_security_group" "orders" {
  name   = "orders"
  vpc_id = module.network.vpc_id
}
resource "aws_vpc_security_group_ingress_rule" "orders" {
  security_group_id            = aws_security_group.orders.id
  referenced_security_group_id = aws_security_group.web.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}
resource "aws_instance" "web" {
  count                  = 2
  ami                    = "ami-0540ba4e636bf2faf"
  instance_type          = "t4g.micro"
  subnet_id              = module.network.subnet_ids[count.index]
  vpc_security_group_ids = [aws_security_group.web.id]
}
resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = module.network.subnet_ids
}
resource "aws_db_instance" "orders" {
  identifier             = "orders"
  engine                 = "postgres"
  instance_class         = "db.t4g.micro"
  allocated_storage      = 20
  username               = "app"
  password               = var.password
  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.orders.id]
  tags                   = { note = "The password is \${var.password}." }
}
`;

describe("the plan of a configuration that no CDKTF app has made", () => {
  let folder: string;
  let planned: SynthesizedStack;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plan-"));
    mkdirSync(join(folder, "network"));
    writeFileSync(join(folder, "network/main.tf"), NETWORK);
    writeFileSync(join(folder, "main.tf"), ORDERS);
    planned = fromPlan(JSON.parse(await plainPlan(folder)));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("says who reaches whom, through its module", () => {
    const through = "through aws_security_group.web, aws_security_group.orders.";
    expect(connections(reachability(planned))).toEqual(
      [0, 1].map((index) => `aws_instance.web[${index}] can connect to aws_db_instance.orders on tcp 5432, ${through}`),
    );
  });

  test("ties each subnet to its own route table", () => {
    const tables = Object.values(planned.resources("aws_route_table_association")).map(({ subnet_id: subnet, route_table_id: table }) =>
      [subnet, table].map((each) => planned.resolve(each)?.address.replace("module.network.", "")),
    );
    expect(tables).toEqual([
      ['aws_subnet.private["a"]', "aws_route_table.private[0]"],
      ['aws_subnet.private["b"]', "aws_route_table.private[1]"],
    ]);
  });

  test("has no sensitive value", () => {
    expect(planned.resource("aws_db_instance").password).toBe("(sensitive value)");
    expect(JSON.stringify(planned.json)).not.toContain("correct-horse");
  });
});
