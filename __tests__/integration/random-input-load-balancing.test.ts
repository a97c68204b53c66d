import { loadBalancing } from "../support/random-props/load-balancing";
import { provesRandomProps } from "../support/random-props/suite";

provesRandomProps(loadBalancing);
