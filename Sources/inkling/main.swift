print("inkling")
