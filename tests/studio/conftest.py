import pytest
from django.test import Client

from tests.studio.factories import make_staff


@pytest.fixture
def staff_client(client: Client) -> Client:
    """A client signed in as Studio staff."""
    client.force_login(make_staff())
    return client


@pytest.fixture
def manager() -> Client:
    """A client signed in as Studio manager."""
    client = Client()
    client.force_login(make_staff(name="mary", groups=("Studio manager",)))
    return client
