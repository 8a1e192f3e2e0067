print("inkling-train")
