import { redis } from "../support/random-props/redis";
import { provesRandomProps } from "../support/random-props/suite";

provesRandomProps(redis);
