import { blocks } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { actingFor, sends } from "./requests";

/** Event notifications of buckets; EventBridge needs no permission for its own. */
export const S3_NOTIFICATIONS: ServiceNeed = {
  id: "s3-notifications",
  page: 'Amazon S3 User Guide, "Granting permissions to publish event notification messages to a destination"',
  types: ["aws_s3_bucket_notification"],
  requests: (view, notification) => {
    const bucket = view.bucket(notification, notification.args.bucket);
    if (bucket === undefined) return [];
    const context = actingFor(view.place(notification), bucket.arn);
    const purpose = `Amazon S3 sends event notifications of ${bucket.resource?.name ?? bucket.name}`;
    const targets: unknown[] = [
      ...blocks(notification.args, "queue").map(({ queue_arn: arn }) => arn),
      ...blocks(notification.args, "topic").map(({ topic_arn: arn }) => arn),
      ...blocks(notification.args, "lambda_function").map(({ lambda_function_arn: arn }) => arn),
    ];
    return targets.flatMap((target) => sends(view, "s3", notification, target, purpose, { target: context, key: context }));
  },
};
