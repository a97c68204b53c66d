"""What AWS refuses by the shape of a request alone, from botocore's service models.

``reading`` turns a request into values by the operation's model, ``checks`` holds them against the model's constraints,
``patterns`` makes Java's regular expressions Python's, ``exceptions`` lists what the services don't enforce, and
``refusals`` words the answer as the service does.
"""
