export { Reachability, type ReachabilityOptions, reachability } from "./reachability";
export { type Connection, type ConnectionQuestion } from "./reachability/question";
export { type ConnectionStep, type Verdict } from "./reachability/verdict";
export { type Arguments, SynthesizedStack, policyStatements, synthesize } from "./synthesized-stack";
