"""Graphs on servers: pushed to them with the Graph Store Protocol, asked over the SPARQL Protocol."""
