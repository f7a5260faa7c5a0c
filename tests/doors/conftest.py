from tests.web.conftest import house, pupil, referent, signed_in

__all__ = ["house", "pupil", "referent", "signed_in"]
