import { LbListenerRule, LbListenerRuleAction } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { isElsewhere } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";

/** The most that a group's stickiness may last, in seconds (Elastic Load Balancing API Reference, TargetGroupStickinessConfig). */
const LONGEST_STICKINESS_SECONDS = 604_800;

/** A service that shares its requests, or gets a share. */
interface Sharer extends Construct {
  readonly targetGroup: LbTargetGroup;
  readonly listenerRule: LbListenerRule;
}

/** What else is wanted of a share of requests. */
export interface RequestShiftOptions {
  /** A client stays with the service that answered first, 1 to 604800 seconds. @default - the longer stickiness of the two services, if any has one */
  readonly stickinessSeconds?: number;
}

const OPTIONS: PropTypes<RequestShiftOptions> = { stickinessSeconds: optional(NUMBER) };

/**
 * Has the rule of a service forward a share of its requests to another service.
 *
 * @throws ValidationError for a share or a receiver that a rule can't have, or for a second receiver
 */
export function shiftRequestsOf(from: Sharer, to: Sharer, percent: number, options: RequestShiftOptions): void {
  const actions = from.listenerRule.actionInput as LbListenerRuleAction[];
  const forward = actions.at(-1)!;
  checkRequestShift(from, to, percent, options, forward.forward !== undefined);
  const { order } = forward;
  from.listenerRule.putAction([...actions.slice(0, -1), { ...weightedForward(from, to, percent, options), ...(order && { order }) }]);
}

function checkRequestShift(from: Sharer, to: Sharer, percent: number, options: RequestShiftOptions, isShifted: boolean): void {
  const sameListener = to.listenerRule.listenerArnInput === from.listenerRule.listenerArnInput;
  new Validator(from)
    .props({ percent }, { percent: NUMBER }, "shiftRequests")
    .props(options, OPTIONS, "shiftRequests")
    .check(
      "shiftRequests",
      to.node.path,
      !isShifted,
      "must be called once: the rule has its two target groups",
      "Change the percentage of the first call.",
    )
    .check(
      "shiftRequests",
      to.node.path,
      to !== from && sameListener && !isElsewhere(from, to),
      "must be given another service of the same stack and load balancer: a target group is behind one load balancer alone",
      "Make the second service behind the first one's load balancer, with a route of its own to test it by.",
    )
    .integerBetween("shiftRequests.percent", percent, 0, 100, "percent")
    .integerBetween("shiftRequests.stickinessSeconds", options.stickinessSeconds, 1, LONGEST_STICKINESS_SECONDS, "seconds")
    .throwIfInvalid();
}

function weightedForward(from: Sharer, to: Sharer, percent: number, options: RequestShiftOptions): LbListenerRuleAction {
  // A target group with stickiness is refused behind a rule without (Application Load Balancers guide, "Sticky sessions").
  const durations = [from, to].map(({ targetGroup }) => targetGroup.stickinessInput?.cookieDuration ?? 0);
  const duration = options.stickinessSeconds ?? Math.max(...durations);
  return {
    type: "forward",
    forward: {
      targetGroup: [
        { arn: from.targetGroup.arn, weight: 100 - percent },
        { arn: to.targetGroup.arn, weight: percent },
      ],
      ...(duration > 0 && { stickiness: { enabled: true, duration } }),
    },
  };
}
