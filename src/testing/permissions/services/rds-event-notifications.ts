import { ServiceNeed } from "./need";
import { actingFor, sends } from "./requests";

/** What Amazon RDS tells of databases. */
export const RDS_EVENT_NOTIFICATIONS: ServiceNeed = {
  id: "rds-event-notifications",
  page: 'Amazon RDS User Guide, "Granting permissions to publish notifications to an Amazon SNS topic"',
  types: ["aws_db_event_subscription"],
  requests: (view, subscription) => {
    const { partition, region, accountId } = view.place(subscription);
    const context = actingFor(view.place(subscription), `arn:${partition}:rds:${region}:${accountId}:es:x`);
    const purpose = `Amazon RDS publishes the events of ${subscription.name}`;
    return sends(view, "events.rds", subscription, subscription.args.sns_topic ?? subscription.args.sns_topic_arn, purpose, {
      target: context,
      // What the page's key policy has no condition on.
      key: {},
    });
  },
};
