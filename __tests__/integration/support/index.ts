export * from "./plan";
export * from "./query-api";
export * from "./shared-emulator";
export * from "./synth-app";
export * from "./workspace";
