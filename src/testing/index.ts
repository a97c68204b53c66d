export * from "./synthesized-stack";
