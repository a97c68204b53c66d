import { Construct } from "constructs";
import { shortNamePrefix } from "../../modules/alb-asg/name-prefix";
import { testStack } from "../support/synth";

// API reference, CreateLoadBalancer and CreateTargetGroup: a name has alphanumeric characters and hyphens, and begins with none of these.
test.each([
  ["TradingApi", "tradi-"],
  ["Web-Front", "webfr-"],
  ["Öä", "x-"],
  ["_", "x-"],
])("the names of %s begin with %s", (id, prefix) => {
  expect(shortNamePrefix(new Construct(testStack(), id))).toBe(prefix);
});
