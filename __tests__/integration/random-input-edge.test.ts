import { edge } from "../support/random-props/edge";
import { provesRandomProps } from "../support/random-props/suite";

provesRandomProps(edge);
