import { ServiceNeed } from "./need";
import { actingFor, assumes } from "./requests";

/** Runbooks that an association runs. What the steps ask for is the runbook's. */
export const SSM_AUTOMATIONS: ServiceNeed = {
  id: "ssm-automations",
  page: 'AWS Systems Manager User Guide, "Setting up Automation", "Create a service role for Automation" and "Cross-service confused deputy prevention"',
  types: ["aws_ssm_association"],
  requests: (view, association) => {
    const { partition, region, accountId } = view.place(association);
    const role = view.role(association, association.args.parameters?.AutomationAssumeRole);
    const execution = `arn:${partition}:ssm:${region}:${accountId}:automation-execution/00000000-0000-4000-8000-000000000000`;
    return assumes(role, "ssm", `Systems Manager runs the runbook of ${association.name}`, actingFor(view.place(association), execution));
  },
};
