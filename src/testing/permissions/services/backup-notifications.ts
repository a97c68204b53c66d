import { ServiceNeed } from "./need";
import { actingFor, sends } from "./requests";

/** What vaults tell. */
export const BACKUP_NOTIFICATIONS: ServiceNeed = {
  id: "backup-notifications",
  page: 'AWS Backup Developer Guide, "Using Amazon SNS to track AWS Backup events"',
  types: ["aws_backup_vault_notifications"],
  requests: (view, notifications) => {
    const vault = view.configuration.named(notifications, "aws_backup_vault", notifications.args.backup_vault_name);
    const place = view.place(notifications);
    const context = vault?.type === "aws_backup_vault" ? actingFor(place, view.arnOf(vault)) : { "aws:SourceAccount": place.accountId };
    const purpose = `AWS Backup notifies of ${vault?.name ?? notifications.name}`;
    return sends(view, "backup", notifications, notifications.args.sns_topic_arn, purpose, { target: context, key: context });
  },
};
