import { state } from "../support/random-props/state";
import { provesRandomProps } from "../support/random-props/suite";

provesRandomProps(state);
