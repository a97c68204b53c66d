import { blocks, texts } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { actingFor, sends } from "./requests";

/** What AWS Budgets tells. */
export const BUDGET_NOTIFICATIONS: ServiceNeed = {
  id: "budget-notifications",
  page: 'AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications"',
  types: ["aws_budgets_budget"],
  requests: (view, budget) => {
    const { partition, accountId } = view.place(budget);
    const context = actingFor(view.place(budget), `arn:${partition}:budgets::${accountId}:budget/x`);
    const topics = new Set(blocks(budget.args, "notification").flatMap((notification) => texts(notification.subscriber_sns_topic_arns)));
    return [...topics].flatMap((topic) =>
      sends(view, "budgets", budget, topic, `AWS Budgets notifies of ${budget.name}`, { target: context, key: context }),
    );
  },
};
