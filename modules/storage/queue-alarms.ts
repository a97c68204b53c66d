import { AlarmDefinition } from "../../src/core/alarm";

/**
 * The recommended alarms of a queue.
 *
 * - `deadLetters`: a message can't be processed
 * - `oldestMessage`: a message isn't received
 */
export type NotificationQueueAlarm = "deadLetters" | "oldestMessage";

/** The recommended alarms of a queue and its dead-letter queue. Pure. */
export function queueAlarms(queueName: string, deadLetterQueueName: string): Record<NotificationQueueAlarm, AlarmDefinition> {
  return {
    deadLetters: {
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        statistic: "Maximum",
        dimensions: { QueueName: deadLetterQueueName },
      },
      description:
        "Notifications could not be processed. Look at one in the dead-letter queue and at the consumer's log; then redrive them.",
      threshold: 1,
      evaluationPeriods: 1,
      missingData: "notBreaching",
    },
    oldestMessage: {
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        statistic: "Maximum",
        dimensions: { QueueName: queueName },
      },
      description: "A notification has waited for fifteen minutes. Look whether the consumer runs, and whether it keeps up.",
      threshold: 900,
      missingData: "notBreaching",
    },
  };
}
