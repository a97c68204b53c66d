export * from "./plan";
export * from "./shared-emulator";
export * from "./synth-app";
export * from "./workspace";
