import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { Construct } from "constructs";
import { Validator } from "../../src/internal/validator";

/** Records a heartbeat timeout that EC2 Auto Scaling refuses. */
export function checkTerminationHook(validator: Validator, heartbeatTimeoutSeconds: number | undefined): void {
  validator.integerBetween("heartbeatTimeoutSeconds", heartbeatTimeoutSeconds, 30, 7200, "seconds");
}

/** Keeps an instance that has been deregistered running until the heartbeat timeout ends, for what the service still writes. */
export function createTerminationHook(
  scope: Construct,
  autoscalingGroupName: string,
  heartbeatTimeoutSeconds: number,
): AutoscalingLifecycleHook {
  return new AutoscalingLifecycleHook(scope, "TerminationHook", {
    name: "finish-work",
    autoscalingGroupName,
    lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    heartbeatTimeout: heartbeatTimeoutSeconds,
    defaultResult: "CONTINUE",
  });
}
