import { Token } from "cdktf";
import { network } from "../support/network";
import { synth } from "../support/synth";
import { INSTANCE, database, synthesized } from "./fixture";

describe("readers", () => {
  test("are keyed by their names", () => {
    const { cluster } = database({ readers: { a: {}, reports: {} } });
    const { a, main, reports } = cluster.instancesByName;
    expect(new Set(cluster.instances)).toEqual(new Set([a, main, reports]));
    expect(Object.keys(cluster.instancesByName).sort()).toEqual(["a", "main", "reports"]);
  });

  test("have a promotion tier of their own where the caller says so", () => {
    const made = synthesized({ readers: { reports: { promotionTier: 15 } } });
    expect(made.resource(INSTANCE, "Database_Instances_reports").promotion_tier).toBe(15);
  });

  test("are the same in whatever order they are written", () => {
    const others = { readerAutoScaling: { max: 3 }, activityStream: "async" } as const;
    const one = database({ readers: { a: {}, b: {} }, ...others });
    const other = database({ readers: { b: {}, a: {} }, ...others });
    expect(synth(one.stack).json).toEqual(synth(other.stack).json);
  });

  test("may name an AZ of a network whose AZs Terraform alone knows", () => {
    const dataSubnets = network.dataSubnets.map((subnet, index) => ({
      ...subnet,
      availabilityZone: Token.asString(`\${data.aws_availability_zones.all.names[${index}]}`),
    }));
    const made = synthesized({ network: { ...network, dataSubnets }, readers: { a: { availabilityZone: "eu-central-1b" } } });
    expect(made.resource(INSTANCE, "Database_Instances_a").availability_zone).toBe("eu-central-1b");
  });

  test("may be as many as Aurora has", () => {
    const readers = Object.fromEntries([..."abcdefghijklmno"].map((name) => [name, {}]));
    expect(Object.keys(synthesized({ readers }).resources(INSTANCE))).toHaveLength(16);
  });
});
