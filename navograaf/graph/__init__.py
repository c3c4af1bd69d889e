"""Stations from findings to a stored, validated graph."""
