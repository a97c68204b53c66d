import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { synth, warnings } from "../support/synth";

describe.each(Object.keys(environments))("in the environment %s", (name) => {
  const stack = new TradingStack(Testing.app(), `trading-${name}`, environments[name]!);
  const synthesized = synth(stack);

  test.each(["TradingApi", "WebFrontend"])("%s reaches every AWS service that its role may call", (id) => {
    expect(warnings(stack.node.findChild(id))).toEqual([]);
  });

  test("nothing is paid for that nothing may use", () => {
    expect(warnings(stack.node.findChild("Network"))).toEqual([]);
    expect(synthesized.types).not.toContain("aws_nat_gateway");
  });
});
