"""One utterance in several wordings, and press quotations beside primary documents."""
