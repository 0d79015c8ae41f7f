from route_planner.planning import Stop, plan

DEPOT = Stop("depot", 0, 0)


def test_goes_to_the_nearest_stop_first():
    far, near = Stop("far", 9, 0), Stop("near", 1, 0)
    assert plan(DEPOT, [far, near]) == [near, far]


def test_no_stops_no_route():
    assert plan(DEPOT, []) == []
