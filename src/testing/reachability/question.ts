import { NUMBER, PropTypes, STRING, oneOf, optional } from "../../internal/prop-types";
import { Validator } from "../../internal/validator";
import { askedAgain } from "../answers";
import { ConnectionStep, Verdict } from "./verdict";

/** Which connection is asked about. */
export interface ConnectionQuestion {
  /**
   * Who opens it: a construct by its path below the stack, such as `TradingApi` or `Edge`; `internet`; a range of addresses outside of the VPCs; or a
   * prefix list's id.
   */
  readonly from: string;
  /** Whom it is opened to: the same, or an AWS service by its full name, such as `com.amazonaws.eu-central-1.s3`. */
  readonly to: string;
  /** The port, 0 to 65535. */
  readonly port: number;
  /** The last port where a range of them is asked about, `port` to 65535. @default - `port` alone */
  readonly toPort?: number;
  /** The protocol, as EC2 calls it. @default "tcp" */
  readonly protocol?: "tcp" | "udp";
  /** The addresses that it is opened between. @default "ipv4" */
  readonly family?: "ipv4" | "ipv6";
}

/** The answer to a question about a connection. */
export interface Connection extends ConnectionQuestion {
  /** `allowed` if every attempt succeeds, `refused` if none does, `partly` if some do: from one AZ, to one address, with one port for the replies. */
  readonly verdict: Verdict;
  /** The verdict in a sentence: what is passed, or the first thing that refuses. */
  readonly explanation: string;
  /** What is passed on the way that decides, in order. */
  readonly steps: readonly ConnectionStep[];
  /** What isn't in the stacks and was taken to allow it, in a sentence each; empty where the answer is complete. */
  readonly assumptions: readonly string[];
}

const QUESTION: PropTypes<ConnectionQuestion> = {
  from: STRING,
  to: STRING,
  port: NUMBER,
  toPort: optional(NUMBER),
  protocol: optional(oneOf(["tcp", "udp"])),
  family: optional(oneOf(["ipv4", "ipv6"])),
};

const MAX_PORT = 65_535;

/**
 * What would be answered by "refused", as what was meant might be: a port that there isn't, a member written wrongly.
 *
 * @throws ValidationError with every rule that the question breaks
 */
export function checkQuestion(question: ConnectionQuestion): void {
  const validator = new Validator("connection").props(askedAgain(question), QUESTION);
  const { port, toPort } = question;
  validator.integerBetween("port", port, 0, MAX_PORT).integerBetween("toPort", toPort, port, MAX_PORT).throwIfInvalid();
}
