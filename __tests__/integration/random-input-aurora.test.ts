import { aurora } from "../support/random-props/aurora";
import { provesRandomProps } from "../support/random-props/suite";

provesRandomProps(aurora);
