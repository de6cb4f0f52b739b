import pytest
from django.test import Client

from tests.studio.factories import make_staff


@pytest.fixture
def staff_client(client: Client) -> Client:
    """The browser of somebody in the group Studio staff."""
    client.force_login(make_staff())
    return client


@pytest.fixture
def manager() -> Client:
    """The browser of somebody in the group Studio manager."""
    client = Client()
    client.force_login(make_staff(name="mary", groups=("Studio manager",)))
    return client
