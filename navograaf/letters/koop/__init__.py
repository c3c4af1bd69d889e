"""What KOOP publishes becomes a Letter with its facts: papers in XML, in both dialects, and metadata.xml.

`read` is the entry; the other modules are its steps.
"""
