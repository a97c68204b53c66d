import { network } from "../support/random-props/network";
import { provesRandomProps } from "../support/random-props/suite";

provesRandomProps(network);
