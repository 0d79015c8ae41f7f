TEXTS = {
    "arrived": "Parcel {parcel} has arrived at your depot.",
    "near": "Parcel {parcel} is ten stops away.",
}


def text_for(event: str, parcel: str) -> str:
    """Says what happened; raises KeyError for events nobody wants to hear of."""
    return TEXTS[event].format(parcel=parcel)
