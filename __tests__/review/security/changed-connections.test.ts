/** What is asked about less than everything must not be answered by less: the same differences as of all connections of both sides. */
import { changedConnections } from "../../../src/review/security/changed-connections";
import { Side } from "../../../src/review/security/side";
import { SynthesizedStack } from "../../../src/testing";
import { PLATFORMS, acl, expectTheSame, mutations, otherVpc } from "./connection-mutations";
import { network, stack } from "./network-fixture";

/** Every resource, and some arguments: the integration suite takes each of them away. */
const EVERY = 30;

describe.each(PLATFORMS)("of %s", (_, synthesized) => {
  const whole = synthesized();
  const changes = mutations(whole, EVERY);

  test("what goes changes what it changes of all connections", () => {
    for (const [name, changed] of changes) expectTheSame(name, whole, changed);
  });

  test("what comes changes what it changes of all connections", () => {
    for (const [name, changed] of changes.filter((_each, index) => index % 7 === 0)) expectTheSame(name, changed, whole);
  });
});

test("a rule of an ACL that denies closes what groups allow still", () => {
  const [before, after] = [stack(network(), acl()), stack(network(), acl(443))];
  expect(changedConnections(new Side(before), new Side(after))).toMatchObject([
    { question: { from: "internet", to: "Web" }, changes: [{ port: 443, toPort: 443, before: "allowed", after: "refused" }] },
  ]);
});

test("routes of both VPCs open what groups allow already", () => {
  const [before, after] = [stack(network(), otherVpc(false)), stack(network(), otherVpc(true))];
  const opened = changedConnections(new Side(before), new Side(after)).map(({ question: { from, to } }) => `${from} → ${to}`);
  expect(opened).toEqual(expect.arrayContaining(["Other → Web", "Web → Other"]));
});

test("a rule that is narrowed to one of a client's two subnets closes a part, though the wire is the same", () => {
  const two = {
    aws_autoscaling_group: {
      Fleet: {
        vpc_zone_identifier: ["${aws_subnet.Public.id}", "${aws_subnet.Private.id}"],
        launch_template: { id: "${aws_launch_template.Fleet.id}" },
      },
    },
    aws_launch_template: { Fleet: { vpc_security_group_ids: ["${aws_security_group.WebGroup.id}"] } },
    aws_vpc_security_group_egress_rule: {
      Out: { security_group_id: "${aws_security_group.WebGroup.id}", ip_protocol: "-1", cidr_ipv4: "10.0.0.0/16" },
    },
  };
  const from = (range: string): SynthesizedStack =>
    stack(network(), two, {
      aws_vpc_security_group_ingress_rule: {
        In: {
          security_group_id: "${aws_security_group.DatabaseGroup.id}",
          cidr_ipv4: range,
          ip_protocol: "tcp",
          from_port: 5432,
          to_port: 5432,
        },
      },
    });
  const changed = changedConnections(new Side(from("10.0.0.0/16")), new Side(from("10.0.1.0/24")));
  expect(changed.filter(({ question }) => question.from === "Fleet")).toMatchObject([
    { question: { to: "Database" }, changes: [{ port: 5432, toPort: 5432, before: "allowed", after: "partly" }] },
  ]);
});
