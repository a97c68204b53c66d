def test_a_topic_shows_its_signature_version_and_tracing(client, name):
    sns = client("sns")
    arn = sns.create_topic(Name=name, Attributes={"SignatureVersion": "2"})["TopicArn"]
    sns.set_topic_attributes(TopicArn=arn, AttributeName="TracingConfig", AttributeValue="Active")
    shown = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    assert (shown["SignatureVersion"], shown["TracingConfig"]) == ("2", "Active")


def test_a_topic_that_says_nothing_shows_nothing(client, name):
    sns = client("sns")
    shown = sns.get_topic_attributes(TopicArn=sns.create_topic(Name=name)["TopicArn"])["Attributes"]
    assert "SignatureVersion" not in shown
    assert "TracingConfig" not in shown
