"""The whole product under a steady load, for as long as one likes: does anything grow, does any answer go wrong?"""
