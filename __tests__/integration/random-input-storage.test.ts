import { storage } from "../support/random-props/storage";
import { provesRandomProps } from "../support/random-props/suite";

provesRandomProps(storage);
