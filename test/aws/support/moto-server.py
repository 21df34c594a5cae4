"""moto_server, which asks what a caller may do but not whether they signed: it computes other signatures than the SDK of JavaScript."""

import sys

from moto.iam.access_control import IAMRequestBase
from moto.server import main

IAMRequestBase.check_signature = lambda self: None
main(sys.argv[1:])
