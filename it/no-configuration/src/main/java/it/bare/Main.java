package it.bare;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Hello");
    }
}
