"""The advice, its reasons and the framework as pages, emails and the report show them, as typed objects."""
