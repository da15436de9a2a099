"""Who is who: states, bodies, offices, persons and places, each with its lifespan."""
