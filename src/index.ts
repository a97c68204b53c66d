export * from "../modules/alb-asg";
export * from "../modules/aurora-cluster";
export * from "../modules/edge";
export * from "../modules/network";
export * from "../modules/redis-cache";
export * from "../modules/state-backend";
export * from "../modules/storage";
export * from "./core";
