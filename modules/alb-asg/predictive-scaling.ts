import { AutoscalingPolicyPredictiveScalingConfiguration } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { NUMBER, PropTypes, oneOf, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** The values of `PredictiveScalingMode`. */
const MODES = ["ForecastOnly", "ForecastAndScale"] as const;
/** Whether a forecast is only shown, or sets the group's minimum for each hour as well. */
export type PredictiveScalingMode = "ForecastOnly" | "ForecastAndScale";

/**
 * A forecast of the requests for the next two days, made from up to two weeks, at least 24 hours, of the past (EC2 Auto Scaling User Guide, "How predictive scaling
 * works"). It never goes above the plan's `maxCapacity`, and never scales in: that is up to the other policies.
 */
export interface PredictiveScaling {
  /** Look at the forecast for a week or two before you let it scale. @default "ForecastOnly" */
  readonly mode?: PredictiveScalingMode;
  /** How long before the hour that they are forecast for instances are launched, 0 to 3600 seconds. @default - the instance warmup */
  readonly schedulingBufferSeconds?: number;
}

const PREDICTIVE: PropTypes<PredictiveScaling> = { mode: optional(oneOf(MODES)), schedulingBufferSeconds: optional(NUMBER) };

/**
 * Records what is wrong with a predictive scaling policy.
 *
 * @throws ValidationError for a value of another type
 */
export function checkPredictiveScaling(validator: Validator, predictive: PredictiveScaling): void {
  validator
    .known("predictiveScaling", predictive)
    .props(predictive, PREDICTIVE, "predictiveScaling")
    .integerBetween("predictiveScaling.schedulingBufferSeconds", predictive.schedulingBufferSeconds, 0, 3600, "seconds");
}

/** What a forecast is made with. */
interface ForecastSettings {
  readonly targetRequestsPerMinute: number;
  readonly resourceLabel: string;
  readonly instanceWarmupSeconds: number;
}

/** The configuration of a predictive scaling policy on the requests of a target group. Pure. */
export function predictiveConfiguration(
  { mode, schedulingBufferSeconds }: PredictiveScaling,
  { targetRequestsPerMinute, resourceLabel, instanceWarmupSeconds }: ForecastSettings,
): AutoscalingPolicyPredictiveScalingConfiguration {
  return {
    mode: mode ?? "ForecastOnly",
    schedulingBufferTime: `${schedulingBufferSeconds ?? instanceWarmupSeconds}`,
    maxCapacityBreachBehavior: "HonorMaxCapacity",
    metricSpecification: {
      targetValue: targetRequestsPerMinute,
      predefinedMetricPairSpecification: { predefinedMetricType: "ALBRequestCount", resourceLabel },
    },
  };
}
