import { AlarmDefinition } from "./alarm";

/**
 * The recommended alarms of a certificate.
 *
 * - `expiring`: it expires within 30 days.
 */
export type CertificateAlarm = "expiring";

/** ACM renews a public certificate 45 days before it expires, and gives notice from 30 days on where it can't (ACM User Guide, "Check a certificate's renewal status"). */
const RENEWAL_HAS_FAILED_DAYS = 30;
const SECONDS_PER_DAY = 86_400;

/** The recommended alarms of a certificate, reported in its own region (ACM User Guide, "Supported CloudWatch metrics"). Pure. */
export function certificateAlarms(certificateArn: string): Record<CertificateAlarm, AlarmDefinition> {
  return {
    expiring: {
      metric: {
        namespace: "AWS/CertificateManager",
        metricName: "DaysToExpiry",
        dimensions: { CertificateArn: certificateArn },
        statistic: "Minimum",
        periodSeconds: SECONDS_PER_DAY,
      },
      description:
        "The certificate expires within 30 days, and hasn't been renewed. Look at its renewal status in ACM: whether its validation records are there, and whether it is in use.",
      threshold: RENEWAL_HAS_FAILED_DAYS,
      comparison: "<=",
      evaluationPeriods: 1,
      // There is no data of a certificate that is new, nor any more of one that has expired, which is to stay in ALARM.
      missingData: "ignore",
    },
  };
}
