import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { peerName } from "../../src/internal/names";
import { BOOLEAN, PropType, PropTypes, STRING, like, optional, propType } from "../../src/internal/prop-types";
import { dependenciesIn, isLater } from "../../src/internal/stacks";
import { Validator, isGiven } from "../../src/internal/validator";
import { createFunctionPermission } from "./function-permission";
import { INotificationFunction, INotificationQueue, NOTIFICATION_QUEUE, allowTopic, isQueue } from "./notification-target";

/** An HTTPS endpoint that gets the messages of a topic. */
export interface HttpsEndpoint {
  /** The endpoint's URL, without a user or a password. */
  readonly url: string;
  /**
   * Whether the endpoint confirms the subscription by itself as soon as it gets the request to. Terraform can't delete a subscription that nobody has
   * confirmed: SNS does so after 48 hours.
   *
   * @default false
   */
  readonly confirmsAutomatically?: boolean;
}

/** What gets the messages of a topic. */
export interface TopicSubscription {
  /** A queue, a Lambda function by its ARN (`{ functionArn }`), or an HTTPS endpoint by its URL (`{ url }`). */
  readonly endpoint: INotificationQueue | INotificationFunction | HttpsEndpoint;
  /** Whether a queue or an HTTPS endpoint gets the message alone, without SNS's envelope. @default false */
  readonly rawMessageDelivery?: boolean;
  /** The queue for messages that SNS couldn't deliver (SNS Developer Guide, "Amazon SNS dead-letter queues"). @default - they are lost */
  readonly deadLetterQueue?: INotificationQueue;
}

const FUNCTION = like<INotificationFunction>("a function", ["functionArn"]);
const HTTPS = like<HttpsEndpoint>("an HTTPS endpoint", ["url"]);

const HTTPS_PROPS: PropTypes<HttpsEndpoint> = { url: STRING, confirmsAutomatically: optional(BOOLEAN) };

const ENDPOINT: PropType<TopicSubscription["endpoint"]> = {
  ...propType<TopicSubscription["endpoint"]>(
    "a NotificationQueue, a function's { functionArn } or an HTTPS endpoint's { url }",
    "Give one of them.",
    (value) => [NOTIFICATION_QUEUE, FUNCTION, HTTPS].some((type) => type.accepts(value)),
  ),
  mayBeToken: false,
};

const PROPS: PropTypes<TopicSubscription> = {
  endpoint: ENDPOINT,
  rawMessageDelivery: optional(BOOLEAN),
  deadLetterQueue: optional(NOTIFICATION_QUEUE),
};

/** The topic that is subscribed to. */
interface SubscribedTopic {
  readonly topicArn: string;
  /** The same, written out for policies: that of a key would wait for a topic that waits for the key. `*` allowed. */
  readonly topicArnPattern: string;
  /** @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/**
 * Subscribes an endpoint to a topic, with what allows SNS to deliver to it.
 *
 * @throws ValidationError for an id that another subscription has, or an endpoint that SNS can't deliver to
 */
export function addSubscription(scope: Construct, topic: SubscribedTopic, id: string, props: TopicSubscription): SnsTopicSubscription {
  checkSubscription(scope, id, props);
  const { deadLetterQueue } = props;
  const [home, name] = placeOf(scope, id, props.endpoint);
  const provider = home === scope ? topic.provider : undefined;
  const parent = new Construct(home, name);
  if (deadLetterQueue) allowTopic(deadLetterQueue, topic.topicArnPattern);
  const { permission, ...endpoint } = allowedEndpoint(parent, { ...topic, provider }, props.endpoint);
  const dependencies = [permission, deadLetterQueue?.policy].filter(isGiven);
  return new SnsTopicSubscription(parent, "Resource", {
    topicArn: topic.topicArn,
    ...endpoint,
    rawMessageDelivery: props.rawMessageDelivery,
    redrivePolicy: deadLetterQueue && JSON.stringify({ deadLetterTargetArn: deadLetterQueue.queueArn }),
    provider,
    dependsOn: dependenciesIn(parent, dependencies),
  });
}

interface AllowedEndpoint {
  readonly protocol: "sqs" | "lambda" | "https";
  readonly endpoint: string;
  readonly endpointAutoConfirms?: boolean;
  /** What allows the first delivery. */
  readonly permission?: ITerraformDependable;
}

function allowedEndpoint(parent: Construct, topic: SubscribedTopic, endpoint: TopicSubscription["endpoint"]): AllowedEndpoint {
  if (isQueue(endpoint)) {
    allowTopic(endpoint, topic.topicArnPattern);
    return { protocol: "sqs", endpoint: endpoint.queueArn, permission: endpoint.policy };
  }
  if (isHttps(endpoint)) {
    return { protocol: "https", endpoint: endpoint.url, endpointAutoConfirms: endpoint.confirmsAutomatically ?? false };
  }
  const invoker = { service: "sns.amazonaws.com", sourceArn: topic.topicArn, provider: topic.provider };
  const permission = createFunctionPermission(parent, "Function", endpoint.functionArn, invoker);
  return { protocol: "lambda", endpoint: endpoint.functionArn, permission };
}

function checkSubscription(scope: Construct, id: string, props: TopicSubscription): void {
  const validator = new Validator(scope).props({ id }, { id: STRING }).props(props, PROPS);
  const { endpoint } = props;
  const [home, name] = placeOf(scope, id, endpoint);
  validator.check("id", id, home.node.tryFindChild(name) === undefined, "must be unique in this topic", "Choose another id.");
  if (isHttps(endpoint)) {
    validator
      .props(endpoint, HTTPS_PROPS, "endpoint")
      .matches(
        "endpoint.url",
        endpoint.url,
        /^https:\/\/[^\s/@]+(\/[^\s@]*)?$/,
        "must be the URL of an HTTPS endpoint, without a user or a password",
        'Write it as "https://hooks.example.com/records".',
      );
  } else if (!isQueue(endpoint)) {
    validator
      .props({ functionArn: endpoint.functionArn }, { functionArn: STRING }, "endpoint")
      .format("endpoint.functionArn", endpoint.functionArn, FORMATS.functionArn)
      .check(
        "rawMessageDelivery",
        props.rawMessageDelivery,
        props.rawMessageDelivery !== true,
        "must be left out for a function: SNS delivers raw messages to queues and HTTPS endpoints alone",
        "Read the message in the event's Records.",
      );
  }
  validator.throwIfInvalid();
}

function isHttps(endpoint: object): endpoint is HttpsEndpoint {
  return "url" in endpoint;
}

/** Where a subscription is made, and its id there: what is deployed after the topic can't be referred to in the topic's stack. */
function placeOf(scope: Construct, id: string, endpoint: TopicSubscription["endpoint"]): [Construct, string] {
  const name = `Subscription-${id}`;
  return isLater(scope, endpoint) ? [endpoint as unknown as Construct, `${name}-${peerName(scope)}`] : [scope, name];
}
