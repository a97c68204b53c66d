export { type Arguments, SynthesizedStack, policyStatements, synthesize } from "./synthesized-stack";
