/** Whether the system says that there is no network at all. That it says there is one promises nothing. */
class Network {
  offline = $state(typeof navigator !== "undefined" && navigator.onLine === false);

  constructor() {
    if (typeof window === "undefined") return;
    const look = () => (this.offline = navigator.onLine === false);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
  }
}

export const network = new Network();
