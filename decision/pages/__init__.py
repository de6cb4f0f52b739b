"""The advice, its reasons and the framework as pages, mails and the report show them. No Django here."""
